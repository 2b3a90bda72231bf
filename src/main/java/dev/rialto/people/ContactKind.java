package dev.rialto.people;

import java.util.Locale;

/** The ways a person can be reached, and what each of them asks for. */
public enum ContactKind {
  EMAIL("E-mail", "Address", "ada@merchantrow.example"),
  NTFY("ntfy", "Topic address", "https://ntfy.sh/a-topic-nobody-guesses"),
  SLACK("Slack", "Incoming webhook address", "https://hooks.slack.com/services/…"),
  MATTERMOST("Mattermost", "Incoming webhook address", "https://chat.merchantrow.example/hooks/…"),
  WEBHOOK("Signed webhook", "Address", "https://pager.merchantrow.example/rialto");

  private final String title;
  private final String addressLabel;
  private final String example;

  ContactKind(String title, String addressLabel, String example) {
    this.title = title;
    this.addressLabel = addressLabel;
    this.example = example;
  }

  public String title() {
    return title;
  }

  public String addressLabel() {
    return addressLabel;
  }

  public String example() {
    return example;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String icon() {
    return switch (this) {
      case EMAIL -> "mail";
      case NTFY -> "device-mobile";
      case SLACK -> "brand-slack";
      case MATTERMOST -> "message-circle";
      case WEBHOOK -> "webhook";
    };
  }

  /** Whoever knows the address can post to it, so the whole of it is kept sealed. */
  boolean addressIsSecret() {
    return this == SLACK || this == MATTERMOST;
  }
}
