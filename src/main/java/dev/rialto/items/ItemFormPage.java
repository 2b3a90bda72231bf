package dev.rialto.items;

import dev.rialto.people.Team;
import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item being written, or changed.
 *
 * @param services short names to choose from, of the team whose work it is
 * @param people who may do it, of the same team
 */
public record ItemFormPage(
    ItemDraft draft,
    @Nullable Item item,
    List<Team> teams,
    List<String> services,
    List<String> people,
    List<Wrong> wrongs,
    @Nullable String faster) {

  public String title() {
    return item == null ? "What is to be done?" : "Edit " + item.key();
  }

  public String action() {
    return item == null ? "/items" : item.path();
  }

  public String back() {
    return item == null ? "/plan" : item.path();
  }

  public List<ItemType> types() {
    return List.of(ItemType.values());
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
