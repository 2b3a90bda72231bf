package dev.rialto.company;

import java.util.List;

/**
 * What went wrong at Merchant Row, on which day before today and how it ended. Data, so that a past
 * of fewer days is the same past with its beginning left out.
 */
final class Day {
  private Day() {}

  /**
   * A bad hour.
   *
   * @param mistake of the version that did it; null: nobody deployed anything, the part broke
   * @param acknowledged minutes until somebody had it
   * @param mended minutes until it was rolled back or mended
   * @param severity of the incident that was declared; 0: none was needed
   * @param found what they wrote down, the last thing said in public
   * @param action what was put on the board afterwards; empty: nothing
   */
  record Bad(
      int daysAgo,
      String at,
      String part,
      @org.jspecify.annotations.Nullable String mistake,
      int acknowledged,
      int mended,
      int severity,
      String title,
      String found,
      String action) {}

  static final List<Bad> BAD =
      List.of(
          new Bad(
              86,
              "11:20",
              "payments",
              "refuses",
              4,
              31,
              1,
              "Customers cannot pay",
              "The new version wants a setting that production does not have.",
              "Start refuses when a setting is missing"),
          new Bad(
              79,
              "02:40",
              "mail",
              null,
              9,
              47,
              4,
              "Letters wait",
              "The disk of the outbox was gone. It is back, the letters are on their way.",
              "Alert before the disk is full"),
          new Bad(
              72,
              "15:05",
              "search",
              "forgets-words",
              3,
              24,
              3,
              "Search finds nothing",
              "The new index has only half of the words. We went back to the old one.",
              "Compare the index before it is switched"),
          new Bad(64, "09:50", "inventory", null, 2, 12, 0, "", "", ""),
          new Bad(
              58,
              "13:30",
              "checkout",
              "refuses",
              3,
              19,
              2,
              "Orders cannot be placed",
              "A renamed setting. Rolled back.",
              "One list of settings for PreProd and Prod"),
          new Bad(
              51,
              "22:14",
              "fraud-check",
              null,
              6,
              38,
              3,
              "Payments wait for the fraud check",
              "Its machine was gone; it runs on another one now.",
              "Fraud check on two machines"),
          new Bad(44, "10:12", "images", "refuses", 11, 26, 0, "", "", ""),
          new Bad(
              37,
              "16:40",
              "payments",
              "keeps-connections",
              2,
              17,
              1,
              "Customers cannot pay",
              "Connections to the card company ran out. Rolled back, all of them are free again.",
              "Limit and watch the pool of card connections"),
          new Bad(
              31,
              "03:05",
              "orders",
              null,
              5,
              22,
              2,
              "Orders stand still",
              "The queue of orders did not answer. It was started again.",
              "A check of the queue, not only of its door"),
          new Bad(
              24,
              "14:25",
              "search",
              "forgets-words",
              2,
              14,
              3,
              "Search finds nothing",
              "Again half an index. Back to the old one within minutes.",
              ""),
          new Bad(
              19,
              "18:02",
              "gateway",
              null,
              1,
              8,
              2,
              "Nobody gets in",
              "A cable. It is in again.",
              "Two ways in"),
          new Bad(
              12,
              "11:20",
              "payments",
              "refuses",
              2,
              18,
              1,
              "Paying by card fails",
              "A key that had run out. Rolled back to the version with the old one.",
              "Rotate the key of the card company without a restart"),
          new Bad(8, "20:35", "shipping", null, 7, 25, 0, "", "", ""),
          new Bad(
              5,
              "13:31",
              "search",
              "refuses",
              3,
              11,
              3,
              "Search does not answer",
              "Rolled back.",
              "Cap the facet query at 200 ms"),
          new Bad(2, "09:40", "reviews", null, 12, 33, 0, "", "", ""),
          new Bad(
              1,
              "15:10",
              "basket",
              "refuses",
              2,
              9,
              2,
              "Baskets cannot be filled",
              "The new version looked for its store in the wrong place.",
              "Empty basket says what to do"));

  /** What a monitoring system says that is over before anybody can do much. */
  record Noise(String alert, String part, String severity, String summary, int minutes) {}

  static final List<Noise> NOISE =
      List.of(
          new Noise("SlowSearch", "search", "warning", "p95 1.9 s, target 0.8 s", 22),
          new Noise("BasketLatency", "basket", "warning", "p95 610 ms, target 400 ms", 14),
          new Noise("QueueGrows", "mail", "error", "5,000 letters wait", 35),
          new Noise("DiskFillsUp", "catalogue", "warning", "Full in 4 h", 90),
          new Noise("HighErrorRate", "mobile-api", "error", "2.1 % of answers are errors", 9),
          new Noise("CertificateSoon", "receipts", "info", "20 days left", 240));

  /** Work that a sprint takes, with its points. */
  record Work(String title, String part, String type, double points) {}

  static final List<Work> WORK =
      List.of(
          new Work("Pay in two taps: keep the card", "payments", "feature", 3),
          new Work("Show why a card was refused", "payments", "feature", 2),
          new Work("Pay again after a refusal", "payments", "bug", 2),
          new Work("Faster refund page", "checkout", "feature", 2),
          new Work("Basket survives sign-in", "basket", "feature", 3),
          new Work("Two-tap journey as a check", "payments", "experiment", 1),
          new Work("Retry the card token once", "checkout", "bug", 1),
          new Work("Show delivery date on the product", "web-shop", "feature", 2),
          new Work("Image sizes for phones", "web-shop", "chore", 1),
          new Work("Two-tap button on small phones", "web-shop", "feature", 2),
          new Work("Measure taps until paid", "checkout", "experiment", 1),
          new Work("Sunday report by mail", "receipts", "chore", 1),
          new Work("Vouchers can be split", "payments", "feature", 3),
          new Work("Say when the parcel comes", "checkout", "feature", 5),
          new Work("Footer links", "web-shop", "chore", 1),
          new Work("Receipts as PDF that can be read aloud", "receipts", "feature", 3),
          new Work("A basket for two people", "basket", "experiment", 3),
          new Work("Say the price with postage", "checkout", "feature", 2),
          new Work("Pay by invoice", "payments", "feature", 5),
          new Work("Fewer fields at the till", "checkout", "feature", 2),
          new Work("Wrong postcode is said at once", "checkout", "bug", 1),
          new Work("Covers load before words", "web-shop", "bug", 1),
          new Work("App asks for the card once", "mobile-api", "feature", 3),
          new Work("Refund says when it arrives", "payments", "feature", 2),
          new Work("Receipt to two addresses", "receipts", "feature", 1),
          new Work("Empty basket says what to do", "basket", "chore", 1),
          new Work("Test the till with a screen reader", "checkout", "chore", 2),
          new Work("Gift wrapping", "checkout", "feature", 3),
          new Work("Old orders can be found", "web-shop", "feature", 2),
          new Work("Update the JSON library", "payments", "security", 1),
          new Work("Two currencies on one receipt", "receipts", "bug", 2),
          new Work("App remembers the basket", "mobile-api", "feature", 2));

  static final List<String> GOALS =
      List.of(
          "A customer finds the till",
          "Receipts that can be read",
          "Nobody types an address twice",
          "Refunds within a day",
          "A refused card says why",
          "A customer keeps their card",
          "A customer pays in two taps");
}
