package dev.rialto.suspects;

import dev.rialto.platform.Show;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One reason to suspect a deployment or not to: a value, so that every screen can say it. */
public sealed interface Evidence {

  /** The sentence, with times in the reader's zone. */
  String said(ZoneId zone);

  /** Speaks for it having been something else. */
  default boolean against() {
    return false;
  }

  /** How much it says, the strongest first. */
  default int rank() {
    return switch (this) {
      case Named n -> 0;
      case RolledBack r -> 1;
      case TakenBack t -> 2;
      case Failed f -> 3;
      case Underway u -> 4;
      case Before b -> 5;
      case ElsewhereHeld e -> 6;
      case Own s -> 7;
      case Needed n -> n.hard() ? 8 : 9;
      case Harmless h -> 10;
      case Old o -> 11;
      case NotProduction n -> 12;
    };
  }

  /** How the API names it. */
  default String kind() {
    return getClass().getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Somebody wrote its version down while it was broken. */
  record Named(String who, Instant at) implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "Named by %s in the record, %s".formatted(who, Show.clock(at, zone));
    }
  }

  /**
   * It was taken back while things were broken.
   *
   * @param check one that was down at that moment; null: none was
   * @param greenAfter how long until that check held again; null: it does not yet
   */
  record RolledBack(Instant at, String to, @Nullable String check, @Nullable Duration greenAfter)
      implements Evidence {
    @Override
    public String said(ZoneId zone) {
      var what = "Rolled back to %s at %s".formatted(to, Show.clock(at, zone));
      if (check == null) {
        return what;
      }
      return greenAfter == null
          ? "%s; %s is not green yet".formatted(what, check)
          : "%s, and %s went green %s later".formatted(what, check, Show.duration(greenAfter));
    }

    /** Nothing that could have contradicted it did. */
    boolean helped() {
      return check == null || greenAfter != null;
    }
  }

  /** The rollback of a later version went back beyond it. */
  record TakenBack(String to) implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "The rollback to %s took it back as well".formatted(to);
    }
  }

  record Failed() implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "Its deployment failed";
    }
  }

  record Underway() implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "It was under way when it began";
    }
  }

  record Before(Duration by) implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "Finished %s before it began".formatted(Show.duration(by));
    }
  }

  /** Another place kept an older version and stayed well. */
  record ElsewhereHeld(String environment, String version) implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "%s still ran %s and stayed green".formatted(environment, version);
    }
  }

  record Own() implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return "The same service";
    }
  }

  record Needed(boolean hard) implements Evidence {
    @Override
    public String said(ZoneId zone) {
      return hard ? "What broke cannot work without it" : "What broke works worse without it";
    }
  }

  /** The same version ran elsewhere before, watched, and nothing happened. */
  record Harmless(String environment, Instant since) implements Evidence {
    @Override
    public boolean against() {
      return true;
    }

    @Override
    public String said(ZoneId zone) {
      return "In %s since %s without harm".formatted(environment, Show.clock(since, zone));
    }
  }

  record Old(Duration ran) implements Evidence {
    @Override
    public boolean against() {
      return true;
    }

    @Override
    public String said(ZoneId zone) {
      return "It had run for %s before".formatted(Show.duration(ran));
    }
  }

  record NotProduction(String environment) implements Evidence {
    @Override
    public boolean against() {
      return true;
    }

    @Override
    public String said(ZoneId zone) {
      return "%s is not production".formatted(environment);
    }
  }
}
