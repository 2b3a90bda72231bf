package dev.rialto.paging;

/** The live part of {@link NotificationsPage}. */
public record NotificationsList(NotificationsPage page) {}
