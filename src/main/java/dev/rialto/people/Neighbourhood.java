package dev.rialto.people;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The neighbourhood of an address: /24 of IPv4, /64 of IPv6, where changing the last part is free.
 */
record Neighbourhood(String name) {
  private static final Neighbourhood UNKNOWN = new Neighbourhood("unknown");

  static Neighbourhood of(String address) {
    if (!address.matches("[0-9a-fA-F:.]+(%[\\w.]+)?")) return UNKNOWN; // never ask DNS
    try {
      // An IPv4 address in IPv6 clothes comes back as IPv4.
      var inet = InetAddress.getByName(address.replaceFirst("%.*", ""));
      var bytes = inet.getAddress();
      if (inet instanceof Inet4Address) {
        return new Neighbourhood(
            "%d.%d.%d.0/24".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff));
      }
      for (int i = 8; i < bytes.length; i++) bytes[i] = 0;
      return new Neighbourhood(InetAddress.getByAddress(bytes).getHostAddress() + "/64");
    } catch (UnknownHostException e) {
      return UNKNOWN;
    }
  }
}
