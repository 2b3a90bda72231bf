package dev.rialto.company;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One message as it arrived. Pure. */
public record Letter(
    Instant at, Via via, String to, String subject, String text, List<Link> links, int priority) {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+[^\\s<>\".,;:)]");

  public enum Via {
    MAIL,
    PUSH
  }

  /** A button of the message. */
  public record Link(String words, String address) {}

  /** A piece of its text: words, or an address that can be followed. */
  public record Piece(String words, String path) {
    public boolean leads() {
      return !path.isEmpty();
    }
  }

  /** Whose phone or mailbox: what stands before the sign, or the topic. */
  public String person() {
    return to.replaceFirst("@.*", "").replaceFirst("-phone$", "");
  }

  public boolean isPush() {
    return via == Via.PUSH;
  }

  public List<Link> buttons() {
    return links.stream().map(link -> new Link(link.words(), path(link.address()))).toList();
  }

  public List<Piece> pieces() {
    var pieces = new ArrayList<Piece>();
    var found = ADDRESS.matcher(text);
    int from = 0;
    while (found.find()) {
      pieces.add(new Piece(text.substring(from, found.start()), ""));
      var path = path(found.group());
      pieces.add(new Piece(found.group(), path.startsWith("/") ? path : ""));
      from = found.end();
    }
    pieces.add(new Piece(text.substring(from), ""));
    return pieces;
  }

  /** What leads into Rialto is followed here, under whichever port it is open today. */
  private static String path(String address) {
    return address.replaceFirst("^http://(localhost|127\\.0\\.0\\.1):\\d+(?=/|$)", "");
  }
}
