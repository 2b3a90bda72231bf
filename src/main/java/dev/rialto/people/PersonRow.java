package dev.rialto.people;

import dev.rialto.platform.Role;
import java.util.List;

/** A person in the list, with what stands beside the name. */
public record PersonRow(
    long id,
    String name,
    String email,
    Role role,
    boolean active,
    int verifiedMethods,
    List<String> teams) {}
