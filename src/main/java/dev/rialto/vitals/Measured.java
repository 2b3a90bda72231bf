package dev.rialto.vitals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was seen of one part at one moment: figures, no verdict. */
sealed interface Measured {
  Vital vital();

  /** It could not be looked at, which is a finding too. */
  record Failed(Vital vital, String why) implements Measured {}

  /** Nothing can be said about it as long as something else does not answer. */
  record Unseen(Vital vital) implements Measured {}

  /**
   * @param late how long the oldest due job has waited for somebody to begin it
   * @param waiting how many wait
   */
  record Jobs(Duration late, long waiting) implements Measured {
    @Override
    public Vital vital() {
      return Vital.JOBS;
    }
  }

  record Intake(Duration oldest, long waiting, long parked) implements Measured {
    @Override
    public Vital vital() {
      return Vital.INTAKE;
    }
  }

  /** Messages whose time has come and that have not left, and alerts nobody was rung for yet. */
  record Outbox(Duration oldest, long waiting) implements Measured {
    @Override
    public Vital vital() {
      return Vital.OUTBOX;
    }
  }

  /** Of each channel that was used lately, how many tries there were and how many failed. */
  record Channels(List<Tries> tries) implements Measured {
    record Tries(String channel, int tried, int failed, int addresses) {
      double share() {
        return tried == 0 ? 0 : (double) failed / tried;
      }
    }

    @Override
    public Vital vital() {
      return Vital.CHANNELS;
    }
  }

  record Reactions(Duration failingFor, long failing, long waiting) implements Measured {
    @Override
    public Vital vital() {
      return Vital.REACTIONS;
    }
  }

  /**
   * @param turnedAgo how long the slowest of its loops has not turned
   * @param late how late nineteen of twenty checks began at most
   * @param unwritten results that wait to be written
   */
  record Rounds(Duration turnedAgo, Duration late, int unwritten, long lost) implements Measured {
    @Override
    public Vital vital() {
      return Vital.ROUNDS;
    }
  }

  /** Sources and how long each has been silent. */
  record Sources(List<Habit> habits) implements Measured {
    @Override
    public Vital vital() {
      return Vital.SOURCES;
    }
  }

  /**
   * @param roundTrip of one question, its wait for a connection included
   * @param transaction how long the oldest one has been open
   * @param lock how long the one that has waited longest for a lock has waited
   */
  record Database(
      Duration roundTrip,
      int inUse,
      int pool,
      int queued,
      Duration transaction,
      Duration lock,
      long bytes)
      implements Measured {
    @Override
    public Vital vital() {
      return Vital.DATABASE;
    }
  }

  record Disk(String place, long free, long total) implements Measured {
    @Override
    public Vital vital() {
      return Vital.DISK;
    }
  }

  /** How far the node is ahead of the database, with what the round trip leaves open taken off. */
  record Clock(Duration ahead) implements Measured {
    @Override
    public Vital vital() {
      return Vital.CLOCK;
    }
  }

  /** Whether the key file is there, and whether it opens what the others sealed. */
  record Key(boolean there, boolean opens) implements Measured {
    @Override
    public Vital vital() {
      return Vital.KEY;
    }
  }

  /**
   * @param used what is left in the heap after a collection
   * @param collecting share of the last minute that went into collecting
   */
  record Memory(long used, long heap, double collecting) implements Measured {
    @Override
    public Vital vital() {
      return Vital.MEMORY;
    }
  }

  /** The nodes and how long ago each was seen. */
  record Nodes(List<Seen> seen) implements Measured {
    record Seen(String name, Duration ago, @Nullable Instant leftAt) {}

    @Override
    public Vital vital() {
      return Vital.NODES;
    }
  }
}
