package dev.rialto.delivery;

/** The page of one deployment below its frame, fetched anew while it moves. */
public record DeploymentBody(DeploymentPage page) {}
