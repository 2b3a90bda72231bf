package dev.rialto.items;

import dev.rialto.platform.Show;
import dev.rialto.platform.Wrong;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one item, with what somebody may do about it.
 *
 * @param neighbours what it can be put behind, in their order
 * @param typed what was typed into one of its forms and could not be done
 * @param faster what somebody else did meanwhile
 */
public record ItemPage(
    Item item,
    ItemSql.History history,
    List<Neighbour> neighbours,
    boolean mayEdit,
    Typed typed,
    List<Wrong> wrongs,
    @Nullable String faster,
    Instant now) {

  /** What is left standing in a form that was refused. */
  public record Typed(String state, String after, String reason) {
    static final Typed NOTHING = new Typed("", "", "");
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }

  public boolean chosen(ItemState state) {
    return state.word().equals(typed.state().isEmpty() ? item.state() : typed.state());
  }

  public List<ItemState> states() {
    return List.of(ItemState.values());
  }

  public List<ItemSql.Origin> origins() {
    return history.origins();
  }

  public List<ItemSql.Link> links() {
    return history.links();
  }

  public List<ItemSql.StateStay> stays() {
    return history.states();
  }

  public List<ItemSql.BlockStay> blocks() {
    return history.blocks();
  }

  /** How long something lasted, or has lasted. */
  public String lasted(Instant from, @Nullable Instant to) {
    return Show.duration(Duration.between(from, to == null ? now : to));
  }

  /** The name of a column, for people. */
  public static String says(String state) {
    return ItemState.of(state).map(ItemState::says).orElse(state);
  }

  /** “person:3 Ada” is Ada. */
  public static String who(String by) {
    return by.startsWith("person:") ? by.substring(by.indexOf(' ') + 1) : by;
  }

  /** Where it stands, and since when. */
  public String sub() {
    return item.stands().says() + ", " + lasted(item.stateSince(), null);
  }

  /** Why it is there, in words. */
  public static String because(String origin) {
    return switch (origin) {
      case "manual" -> "Written by hand";
      case "incident" -> "An incident made it";
      default -> origin.replace('_', ' ');
    };
  }
}
