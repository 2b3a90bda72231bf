package dev.rialto.people;

import org.jspecify.annotations.Nullable;

/** The door itself. What is wrong stands under the password and never says which half was. */
public record SignInPage(
    String host, String next, String email, @Nullable String wrong, boolean mayAskForLink) {}
