package dev.rialto.pipelines;

/** What is on its way, fetched anew whenever something moves. */
public record ShipNow(ShipPage page) {}
