package dev.rialto.delivery;

import java.time.Instant;
import java.util.List;

/** What of a service runs where, and what went out last: for its page. */
public record ServiceDeployments(
    String slug, List<DeploymentReadSql.Runs> places, List<Deployment> last, Instant now) {}
