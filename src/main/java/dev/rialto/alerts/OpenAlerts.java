package dev.rialto.alerts;

import java.time.Instant;
import java.util.List;

/** The open alerts of one service or of all, as a part of another room's page. */
public record OpenAlerts(List<Alert> alerts, int total, String all, String calm, Instant now) {}
