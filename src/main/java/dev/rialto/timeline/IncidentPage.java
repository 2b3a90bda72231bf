package dev.rialto.timeline;

import dev.rialto.incidents.Incident;
import dev.rialto.platform.Wrong;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One incident on one screen: what is true now, who does what, what happened, what did it.
 *
 * @param typed what somebody wanted to say and could not, so that it is not lost
 * @param trouble why something that was asked for did not happen
 */
public record IncidentPage(
    IncidentHead head,
    IncidentPeople people,
    IncidentRecord record,
    IncidentFindings findings,
    Typed typed,
    List<Wrong> wrongs,
    @Nullable String trouble) {
  /** Beyond these, alerts are heard of by the topic of all. */
  private static final int MOST_TOPICS = 20;

  /** Words being written. */
  public record Typed(String text, String told, String at) {
    static final Typed NOTHING = new Typed("", Told.RECORD.word(), "");
  }

  public Incident incident() {
    return head.incident();
  }

  /** What changes this page at once. */
  public String topics() {
    return Stream.concat(
            Stream.of(incident().topic()),
            incident().alerts().stream().limit(MOST_TOPICS).map(a -> "alert:" + a.id()))
        .collect(Collectors.joining(" "));
  }

  /** For whom the next words are unless somebody says otherwise: for those who are owed some. */
  public String told() {
    return typed == Typed.NOTHING && incident().owesWord(head.now())
        ? Told.INSIDE.word()
        : typed.told();
  }

  public @Nullable String wrong(String field) {
    return Wrong.with(field, wrongs);
  }
}
