package dev.rialto.probes;

import dev.rialto.outbound.VettedAddress;
import dev.rialto.platform.Wrong;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Performs one probe and says what it saw. Blocks its (virtual) thread, never past the deadline.
 */
public final class Prober implements AutoCloseable {
  private final VettedAddress addresses;
  private final Trust trust;
  private final InstantSource clock;

  public Prober(VettedAddress addresses, Trust trust, InstantSource clock) {
    this.addresses = addresses;
    this.trust = trust;
    this.clock = clock;
  }

  /** What is wrong with a probe, the addresses it names included. Resolves nothing. */
  public List<Wrong> wrongs(Probe probe) {
    return new ArrayList<>(probe.wrongs());
  }

  public Outcome probe(Probe probe, Duration deadline) {
    throw new UnsupportedOperationException(
        "%s within %s, with %s, %s and %s".formatted(probe, deadline, addresses, trust, clock));
  }

  @Override
  public void close() {}
}
