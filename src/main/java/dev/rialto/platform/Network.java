package dev.rialto.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A block of addresses in CIDR notation, as administrators write them: {@code 10.0.0.0/8}. */
public record Network(InetAddress base, int bits) {
  /** Parses {@code address/bits} or one address; never asks a resolver. */
  public static Network of(String text) {
    String[] parts = text.strip().split("/", 2);
    if (!parts[0].matches("[0-9a-fA-F:.]+")
        || !(parts[0].contains(".") || parts[0].contains(":"))) {
      throw new IllegalArgumentException("“" + text + "” is no network; write it like 10.0.0.0/8");
    }
    try {
      InetAddress base = InetAddress.getByName(parts[0]);
      int most = base.getAddress().length * 8;
      int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : most;
      if (bits < 0 || bits > most) {
        throw new IllegalArgumentException("“" + text + "” has a prefix outside 0 to " + most);
      }
      return new Network(base, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "“" + text + "” is no network; write it like 10.0.0.0/8", e);
    }
  }

  public boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] theirs = address.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    if (rest == 0) {
      return true;
    }
    int mask = 0xff << (8 - rest);
    return (mine[whole] & mask) == (theirs[whole] & mask);
  }
}
