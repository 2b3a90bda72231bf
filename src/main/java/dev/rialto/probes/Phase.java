package dev.rialto.probes;

/** Where the time of a probe went, cut as blackbox_exporter cuts it, so that charts compare. */
public enum Phase {
  RESOLVE,
  CONNECT,
  TLS,
  PROCESSING,
  TRANSFER
}
