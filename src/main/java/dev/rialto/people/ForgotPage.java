package dev.rialto.people;

/** A new password by mail, or whom to ask where there is no mail. */
public record ForgotPage(boolean canMail, String email) {}
