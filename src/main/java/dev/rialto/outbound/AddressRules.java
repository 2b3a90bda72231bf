package dev.rialto.outbound;

import dev.rialto.platform.Network;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which addresses of the world Rialto may talk to when somebody typed where to. Pure: it resolves
 * nothing. Only public unicast passes; everything else must lie in a network the administrator
 * named.
 */
record AddressRules(List<Network> allowed) {
  private static final Pattern QUAD =
      Pattern.compile(
          "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");

  /** As browsers see it: a host whose last part is a number is meant as an IPv4 address. */
  private static final Pattern ENDS_IN_A_NUMBER =
      Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

  private static final Network PUBLIC_IPV6 = Network.of("2000::/3");

  /** Every block of the IANA special-purpose registries, with the word for the person who asks. */
  private static final Map<Network, String> SPECIAL =
      Stream.of(
              "0.0.0.0/8 this very network",
              "10.0.0.0/8 private",
              "100.64.0.0/10 shared by a provider (CGNAT)",
              "127.0.0.0/8 this very machine",
              "169.254.0.0/16 link-local, where clouds keep credentials",
              "172.16.0.0/12 private",
              "192.0.0.0/24 set apart for protocols",
              "192.0.2.0/24 for documentation",
              "192.88.99.0/24 a 6to4 relay",
              "192.168.0.0/16 private",
              "198.18.0.0/15 for benchmarks",
              "198.51.100.0/24 for documentation",
              "203.0.113.0/24 for documentation",
              "224.0.0.0/4 multicast",
              "240.0.0.0/4 reserved",
              "168.63.129.16/32 a cloud's own host agent",
              "64:ff9b::/96 translated to IPv4 (NAT64)",
              "64:ff9b:1::/48 translated to IPv4 (NAT64)",
              "2001::/23 set apart for protocols, Teredo among them",
              "2001:db8::/32 for documentation",
              "2002::/16 tunnelled to IPv4 (6to4)",
              "3fff::/20 for documentation",
              "::1/128 this very machine",
              "fc00::/7 private (ULA)",
              "fe80::/10 link-local",
              "fec0::/10 private (site-local)",
              "ff00::/8 multicast")
          .map(line -> line.split(" ", 2))
          .collect(Collectors.toMap(line -> Network.of(line[0]), line -> line[1]));

  /** Why this address is out of bounds; empty when it may be talked to. */
  Optional<String> whyNot(InetAddress address) {
    if (allowed.stream().anyMatch(network -> network.contains(address))) {
      return Optional.empty();
    }
    return special(address)
        .map(
            kind ->
                "%s is %s; an administrator can allow its network with RIALTO_ALLOWED_NETWORKS"
                    .formatted(address.getHostAddress(), kind));
  }

  /**
   * The same for a host as typed, as far as it can be told without resolving it. Clever spellings
   * of an address (decimal, octal, hexadecimal, IPv4 dressed as IPv6) are refused, whatever they
   * stand for: nobody types them in good faith and libraries disagree about them.
   */
  Optional<String> whyNot(String host) {
    var bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (QUAD.matcher(bare).matches()) {
      return whyNot(literal(bare));
    }
    if (bare.contains(":")) {
      return ipv6(bare);
    }
    if (bare.isEmpty() || ENDS_IN_A_NUMBER.matcher(bare).matches()) {
      return Optional.of(
          "“%s” is neither a name nor an address in its usual form (four numbers, 0 to 255)"
              .formatted(host));
    }
    return Optional.empty();
  }

  private Optional<String> ipv6(String text) {
    if (!text.matches("[0-9a-fA-F:.]+")) {
      return Optional.of("“%s” is no address".formatted(text));
    }
    try {
      var address = InetAddress.getByName(text); // contains a colon: never asks a resolver
      return address instanceof Inet4Address
          ? Optional.of("“%s” hides an IPv4 address; write that one".formatted(text))
          : whyNot(address);
    } catch (UnknownHostException e) {
      return Optional.of("“%s” is no address".formatted(text));
    }
  }

  private static Optional<String> special(InetAddress address) {
    return SPECIAL.entrySet().stream()
        .filter(entry -> entry.getKey().contains(address))
        .map(Map.Entry::getValue)
        .findFirst()
        .or(() -> notGloballyUnicast(address));
  }

  private static Optional<String> notGloballyUnicast(InetAddress address) {
    return address instanceof Inet4Address || PUBLIC_IPV6.contains(address)
        ? Optional.empty()
        : Optional.of("not a public address");
  }

  private static InetAddress literal(String quad) {
    try {
      return InetAddress.getByName(quad);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
