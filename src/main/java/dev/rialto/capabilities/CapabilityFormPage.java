package dev.rialto.capabilities;

import dev.rialto.people.Team;
import dev.rialto.people.Who;
import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form of a capability, new or not, with what was typed.
 *
 * @param capability the capability as it is now; missing while it is new
 * @param faster what stands in the way, when somebody else was faster
 */
public record CapabilityFormPage(
    CapabilityDraft draft,
    @Nullable Capability capability,
    List<Team> owners,
    List<Who> people,
    List<String> names,
    List<Wrong> wrongs,
    @Nullable String faster) {

  public String title() {
    return capability == null ? "A new capability" : "Edit " + capability.name();
  }

  public String action() {
    return capability == null ? "/capabilities" : "/capabilities/" + capability.slug();
  }

  public String back() {
    return action();
  }

  /** The present owner stays a choice, even for an editor who could not choose it anew. */
  public boolean ownerIsAChoice() {
    return owners.stream().anyMatch(t -> t.slug().equals(draft.owner()));
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
