package dev.rialto.answers;

import java.util.Locale;

/** What dev and ops both have to know about a service, and whose answer it is to begin with. */
public enum Question {
  WHERE_IT_RUNS("Where it runs", "cluster, namespace, regions, how many", Side.OPS),
  HOW_IT_GETS_THERE(
      "How it gets there", "pipeline, order of environments, who presses what", Side.DEV),
  HOW_SERVERS_ARE_BUILT("How its servers are built", "image, base, how often, by what", Side.OPS),
  HOW_IT_IS_PROVISIONED("How it is provisioned", "Terraform, databases, queues, secrets", Side.OPS),
  WHAT_BREAKS("What breaks", "what went wrong before, and what it looked like", Side.DEV),
  HOW_TO_FIX_IT("How to fix it", "the first three things to try, and the runbook", Side.DEV);

  /** Who knows first; the other side reads it and asks. */
  enum Side {
    DEV,
    OPS
  }

  private final String title;
  private final String hint;
  private final Side side;

  Question(String title, String hint, Side side) {
    this.title = title;
    this.hint = hint;
    this.side = side;
  }

  public String title() {
    return title;
  }

  public String hint() {
    return hint;
  }

  boolean isForDev() {
    return side == Side.DEV;
  }

  /** The word in the database and the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
