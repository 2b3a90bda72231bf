package dev.rialto.signals;

import java.util.List;

/** What is wrong in a body: where, as a JSON pointer, and why, with the mend. */
record Fault(String pointer, String reason) {

  /** Enough to mend a batch by; a thousand lines of the same would hide the first. */
  private static final int NAMED = 20;

  /** The pointer of the whole document is the empty text, which nobody would see. */
  String told() {
    return (pointer.isEmpty() ? "the body" : pointer) + ": " + reason;
  }

  static String told(List<Fault> faults) {
    var named = new StringBuilder();
    for (var fault : faults.subList(0, Math.min(NAMED, faults.size()))) {
      named.append(named.isEmpty() ? "" : "; ").append(fault.told());
    }
    return faults.size() <= NAMED
        ? named.toString()
        : named.append("; and ").append(faults.size() - NAMED).append(" more").toString();
  }
}
