package dev.rialto.alerts;

import java.util.Locale;

/**
 * Every reason why an alert goes where it goes, as the sentence people read. {} is a word of it.
 */
public enum Because {
  LABEL_NAMES("The alert’s label {} names the service {}"),
  LABEL_UNKNOWN("Its label {} says {}, and no service has that name"),
  SOURCE_SPEAKS("No label names a service; its source speaks for {}"),
  NO_NAME("No label names a service, and its source speaks for none"),
  OWNED("{} is owned by {}"),
  NOT_OWNED("{} is owned by nobody"),
  LAST_RESORT("What nobody owns goes to {}, the team of last resort"),
  NO_LAST_RESORT("There is no team of last resort yet, so nobody was paged"),
  PAGES("It is {}, and {} is {}, so it pages at any hour"),
  PAGES_UNOWNED("It is {}, so it pages at any hour"),
  ONLY_INFO("It is information, and information never pages"),
  NOT_PAGING("It was derived again from stored signals, and that never pages"),
  NEEDS_DOWN("{} needs {}, which is down: nobody is paged for it unless it outlives that"),
  OVER_ALREADY("It was over when Rialto heard of it, so nobody was paged");

  private final String sentence;

  Because(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
