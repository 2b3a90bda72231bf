package dev.rialto.shop;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What the shop of Merchant Row does, and how it fails: a version with a mistake in it, or a part
 * that is broken by hand. Knows nothing of Rialto; like all of the shop it uses the JDK alone, so
 * that its process starts in an instant.
 */
public final class Shop {
  /** Few, so that a version that never gives one back runs out of them within seconds. */
  static final int CARD_CONNECTIONS = 2;

  static final long CARD_PATIENCE_MS = 200;
  static final int MOST_BASKETS = 1_000;

  /** The part that is all a customer does, from log-in to “Thank you”. */
  public static final String JOURNEY = "journey";

  /** What a version does wrong. */
  public enum Mistake {
    NONE,
    KEEPS_CONNECTIONS,
    FORGETS_WORDS,
    REFUSES
  }

  /** One version of one part, as it is started: {@code payments=2.41.0:keeps-connections}. */
  public record Release(String part, String version, Mistake mistake) {
    /** Reads it as it is started. */
    public static Release of(String said) {
      var halves = said.split("[=:]", 3);
      return new Release(
          halves[0],
          halves[1],
          halves.length < 3
              ? Mistake.NONE
              : Mistake.valueOf(halves[2].replace('-', '_').toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
      var mistakes = mistake.name().replace('_', '-').toLowerCase(Locale.ROOT);
      return part + "=" + version + (mistake == Mistake.NONE ? "" : ":" + mistakes);
    }
  }

  /** It did not work, and why, as its log would say. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String why) {
      super(why, null, false, false);
    }
  }

  record Book(String id, String title, String by, int cents) {
    String price() {
      return "%d.%02d €".formatted(cents / 100, cents % 100);
    }
  }

  static final List<Book> BOOKS =
      List.of(
          new Book("venice", "A Bridge with a Market on It", "Bea Longhena", 2400),
          new Book("ledger", "The Ledger Never Sleeps", "Emil Pacioli", 1850),
          new Book("tides", "Tide Tables for Merchants", "Noor Zattere", 1200),
          new Book("glass", "Glass, Salt and Pepper", "Tomás Murano", 3100),
          new Book("bells", "Who Rings the Bell at Night", "Grace Campanile", 1600),
          new Book("maps", "Maps of Places Sold Out", "Yuki Carta", 2750));

  private final Map<String, Release> releases = new ConcurrentHashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> baskets = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> order = new ConcurrentLinkedQueue<>();
  private volatile Semaphore cardConnections = new Semaphore(CARD_CONNECTIONS);

  /** This runs from now on. */
  public void deploy(Release release) {
    releases.put(release.part(), release);
    if (release.part().equals("payments")) {
      cardConnections = new Semaphore(CARD_CONNECTIONS); // a new process has new connections
    }
  }

  /** Its disk is gone. */
  public void breaks(String part) {
    broken.add(part);
  }

  /** Its disk is back. */
  public void mend(String part) {
    broken.remove(part);
  }

  String version(String part) {
    var release = releases.get(part);
    return release == null ? "unknown" : release.version();
  }

  private Mistake mistake(String part) {
    var release = releases.get(part);
    return release == null ? Mistake.NONE : release.mistake();
  }

  boolean has(String part) {
    return releases.containsKey(part) || part.equals(JOURNEY);
  }

  /** What a part says of itself when it is asked how it is. */
  String health(String part) throws Broken {
    if (part.equals(JOURNEY)) {
      return journey();
    }
    works(part);
    if (part.equals("search")) {
      find("bridge");
    }
    return part + " " + version(part) + " is healthy";
  }

  /** What a customer does, with a card that costs nobody anything. */
  private String journey() throws Broken {
    var customer = "check-" + Thread.currentThread().threadId();
    step(1, "log in", () -> logIn(customer));
    step(2, "basket", () -> put(customer, BOOKS.getFirst().id()));
    step(3, "pay", () -> pay(customer));
    return "Thank you";
  }

  private interface Step {
    void take() throws Broken;
  }

  private static void step(int number, String name, Step step) throws Broken {
    try {
      step.take();
    } catch (Broken e) {
      throw new Broken("Step %d of 3, %s: %s".formatted(number, name, e.getMessage()));
    }
  }

  void logIn(String customer) throws Broken {
    works("auth");
    if (baskets.putIfAbsent(customer, ConcurrentHashMap.newKeySet()) == null) {
      order.add(customer);
      if (order.size() > MOST_BASKETS) {
        baskets.remove(String.valueOf(order.poll()));
      }
    }
  }

  boolean isLoggedIn(String customer) {
    return baskets.containsKey(customer);
  }

  void put(String customer, String book) throws Broken {
    works("basket");
    basket(customer).add(book);
  }

  List<Book> inBasket(String customer) {
    var there = basket(customer);
    return BOOKS.stream().filter(book -> there.contains(book.id())).toList();
  }

  private Set<String> basket(String customer) {
    return baskets.getOrDefault(customer, Set.of());
  }

  /** 2.41.0 and its like never give back the connection they took. */
  void pay(String customer) throws Broken {
    works("checkout");
    works("payments");
    var connections = cardConnections;
    if (!taken(connections)) {
      throw new Broken(
          "no connection to the card company within %d ms, all %d are in use"
              .formatted(CARD_PATIENCE_MS, CARD_CONNECTIONS));
    }
    if (mistake("payments") != Mistake.KEEPS_CONNECTIONS) {
      connections.release();
    }
    basket(customer).clear();
  }

  private static boolean taken(Semaphore connections) {
    try {
      return connections.tryAcquire(CARD_PATIENCE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  List<Book> find(String words) throws Broken {
    works("search");
    var wanted = words.toLowerCase(Locale.ROOT);
    var found =
        mistake("search") == Mistake.FORGETS_WORDS
            ? List.<Book>of()
            : BOOKS.stream()
                .filter(
                    book ->
                        (book.title() + " " + book.by()).toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    if (found.isEmpty() && wanted.equals("bridge")) {
      throw new Broken("“bridge” finds nothing, though there is a book with it");
    }
    return found;
  }

  private void works(String part) throws Broken {
    if (broken.contains(part)) {
      throw new Broken(part + " does not answer: its disk is gone");
    }
    if (mistake(part) == Mistake.REFUSES) {
      throw new Broken(part + " " + version(part) + " refuses: a setting it needs is not there");
    }
  }
}
