package dev.rialto.platform;

import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Whose network a request came from: X-Forwarded-For counts only as far as proxies we trust. */
record Clients(List<Network> trustedProxies) {

  String address(Context ctx) {
    String address = ctx.req().getRemoteAddr();
    String forwarded = ctx.header("X-Forwarded-For");
    if (forwarded == null) {
      return address;
    }
    String[] hops = forwarded.split(",");
    for (int i = hops.length - 1; i >= 0 && trusted(address); i--) {
      String hop = hops[i].strip();
      if (!literal(hop)) {
        return address;
      }
      address = hop;
    }
    return address;
  }

  private boolean trusted(String address) {
    if (!literal(address)) {
      return false;
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      return trustedProxies.stream().anyMatch(network -> network.contains(parsed));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean literal(String address) {
    return address.matches("[0-9a-fA-F:.]{2,45}")
        && (address.contains(".") || address.contains(":"));
  }
}
