package dev.rialto.demo;

import dev.rialto.company.Company;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everybody's mail and pushes, or one person's. */
public record InboxPage(
    Letters letters, List<Company.Person> people, Company.@Nullable Person chosen) {
  public String title() {
    return chosen == null ? "What Rialto sent" : "What Rialto sent " + chosen.name();
  }
}
