package dev.rialto.beginning;

/** The path without its frame, for when it refreshes by itself. */
public record FirstStepsBody(FirstStepsPage page) {}
