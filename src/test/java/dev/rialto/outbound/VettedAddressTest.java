package dev.rialto.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.platform.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VettedAddressTest {
  private static final AddressRules PUBLIC_ONLY = new AddressRules(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.100.100.200",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "168.63.129.16",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:2::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "4000::1",
        "e000::1"
      })
  void what_is_not_public_is_refused_with_the_reason(String address) {
    assertThat(PUBLIC_ONLY.whyNot(address)).as(address).isPresent();
    assertThat(PUBLIC_ONLY.whyNot("[" + address + "]")).as(address).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.15",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2606:4700:4700::1111",
        "2a00:1450::1",
        "2003::1",
        "3ffe::1",
        "[2606:4700:4700::1111]",
        "example.com",
        "ntfy.example.com.",
        "a1",
        "0xcafe.com",
        "10.example",
        "xn--bcher-kva.example"
      })
  void public_addresses_and_names_pass(String host) {
    assertThat(PUBLIC_ONLY.whyNot(host)).as(host).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433",
        "0x7f000001",
        "0X7F.1",
        "017700000001",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "127.0.0.01",
        "127.0.0.1.",
        "1.1.1.1.1",
        "256.1.1.1",
        "134744072",
        "8.8.2056",
        "0x08080808",
        "010.8.8.8",
        "foo.0x7f",
        "foo.1",
        "",
        "0x",
        "fe80::1%eth0",
        "1::2::3",
        "::ffff:0x7f.1",
        "[::1",
        "::1]"
      })
  void clever_spellings_are_refused_whatever_they_stand_for(String host) {
    assertThat(new AddressRules(List.of(Network.of("0.0.0.0/0"), Network.of("::/0"))).whyNot(host))
        .as(host)
        .isPresent();
  }

  @Test
  void a_network_the_administrator_named_is_open_and_only_that_one() {
    var rules = new AddressRules(List.of(Network.of("10.1.0.0/16"), Network.of("fd12::/16")));
    assertThat(rules.whyNot("10.1.255.3")).isEmpty();
    assertThat(rules.whyNot("fd12:3::4")).isEmpty();
    assertThat(rules.whyNot("10.2.0.1").orElseThrow())
        .isEqualTo(
            "10.2.0.1 is private; an administrator can allow its network with"
                + " RIALTO_ALLOWED_NETWORKS");
    assertThat(rules.whyNot("fd13::1")).isPresent();
    assertThat(rules.whyNot("127.0.0.1")).isPresent();
    assertThat(rules.whyNot("2002:a01:203::1")).as("10.1.2.3 tunnelled").isPresent();
  }

  @Test
  void whatever_the_jdk_calls_special_never_passes_in_either_family() throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      if (bytes.length == 16 && random.nextBoolean()) {
        // Random IPv6 is seldom interesting: half start like a special block.
        var heads = new int[][] {{0xfe, 0x80}, {0xfd, 0}, {0xff, 2}, {0x20, 0x02}, {0, 0x64}};
        var head = heads[random.nextInt(heads.length)];
        bytes[0] = (byte) head[0];
        bytes[1] = (byte) head[1];
      }
      var address = InetAddress.getByAddress(bytes);
      var passes = PUBLIC_ONLY.whyNot(address).isEmpty();
      var special =
          address.isAnyLocalAddress()
              || address.isLoopbackAddress()
              || address.isLinkLocalAddress()
              || address.isSiteLocalAddress()
              || address.isMulticastAddress();
      assertThat(passes && special).as("%s, seed %d", address, seed).isFalse();
      // As text it is judged the same, so that a literal in a URL is no way around.
      assertThat(PUBLIC_ONLY.whyNot(address.getHostAddress()).isEmpty())
          .as("%s, seed %d", address, seed)
          .isEqualTo(passes);
      var only = new AddressRules(List.of(new Network(address, bytes.length * 8)));
      assertThat(only.whyNot(address)).as("%s, seed %d", address, seed).isEmpty();
    }
  }

  @Test
  void a_client_reaches_nothing_on_this_machine_by_name_literal_or_redirect() throws Exception {
    try (var server = new MockWebServer()) {
      server.start();
      var client = new VettedAddress(List.of()).client().build();
      for (var host : List.of("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1")) {
        var call =
            client.newCall(
                new Request.Builder().url("http://" + host + ":" + server.getPort()).build());
        assertThatThrownBy(call::execute).as(host).isInstanceOf(VettedAddress.Refused.class);
      }
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void a_redirect_is_handed_to_the_caller_not_followed() throws Exception {
    try (var server = new MockWebServer()) {
      server.start();
      server.enqueue(
          new MockResponse.Builder()
              .code(302)
              .setHeader("Location", "http://169.254.169.254/latest/meta-data")
              .build());
      var client = new VettedAddress(List.of(Network.of("127.0.0.0/8"))).client().build();
      try (var answer =
          client.newCall(new Request.Builder().url(server.url("/")).build()).execute()) {
        assertThat(answer.code()).isEqualTo(302);
      }
      assertThat(server.getRequestCount()).isOne();
    }
  }

  @Test
  void a_name_that_changes_its_mind_after_it_was_vetted_gains_nothing() throws Exception {
    try (var server = new MockWebServer()) {
      server.start();
      // The first answer is public, every later one is this machine.
      var asked = new AtomicInteger();
      var rebinding =
          new VettedAddress(
              List.of(),
              name ->
                  new InetAddress[] {
                    InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "1.1.1.1" : "127.0.0.1")
                  });
      assertThat(rebinding.resolve("shop.test")).containsExactly(InetAddress.ofLiteral("1.1.1.1"));
      var call =
          rebinding
              .client()
              .build()
              .newCall(new Request.Builder().url("http://shop.test:" + server.getPort()).build());
      assertThatThrownBy(call::execute)
          .isInstanceOf(VettedAddress.Refused.class)
          .hasMessageContaining("shop.test is out of bounds: 127.0.0.1 is this very machine");
      // Even a client that pins the wrong address by itself meets the socket.
      var pinned =
          rebinding
              .client()
              .dns(host -> List.of(InetAddress.getLoopbackAddress()))
              .build()
              .newCall(new Request.Builder().url("http://shop.test:" + server.getPort()).build());
      assertThatThrownBy(pinned::execute).isInstanceOf(VettedAddress.Refused.class);
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void of_several_addresses_only_the_permitted_ones_are_used() throws Exception {
    var mixed =
        new VettedAddress(
            List.of(),
            name ->
                new InetAddress[] {
                  InetAddress.ofLiteral("10.0.0.1"),
                  InetAddress.ofLiteral("::ffff:127.0.0.1"),
                  InetAddress.ofLiteral("64:ff9b::a00:1"),
                  InetAddress.ofLiteral("8.8.8.8")
                });
    assertThat(mixed.resolve("mixed.test")).containsExactly(InetAddress.ofLiteral("8.8.8.8"));
  }

  @Test
  void a_url_with_a_name_in_it_is_refused_wherever_it_leads() {
    var open = new VettedAddress(List.of(Network.of("0.0.0.0/0"))).client().build();
    var call = open.newCall(new Request.Builder().url("http://public.test@127.0.0.1:1/").build());
    assertThatThrownBy(call::execute).isInstanceOf(VettedAddress.Refused.class);
  }

  @Test
  void however_many_ask_for_a_slow_name_it_is_looked_up_once_and_nobody_waits_longer_than_he_wants()
      throws Exception {
    var asked = new AtomicInteger();
    var hold = new CountDownLatch(1);
    var slow =
        new VettedAddress(
            List.of(),
            name -> {
              asked.incrementAndGet();
              try {
                hold.await();
              } catch (InterruptedException e) {
                throw new UnknownHostException(name);
              }
              return new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = new ArrayList<Future<List<InetAddress>>>();
      for (int i = 0; i < 100; i++) {
        waiting.add(threads.submit(() -> slow.resolve("slow.test", Duration.ofSeconds(30))));
      }
      assertThatThrownBy(() -> slow.resolve("slow.test", Duration.ofMillis(50)))
          .isInstanceOf(VettedAddress.Slow.class)
          .hasMessage("slow.test did not resolve within 50 ms");
      // A literal needs no resolver.
      assertThat(slow.resolve("9.9.9.9", Duration.ZERO)).hasSize(1);
      hold.countDown();
      for (var one : waiting) assertThat(one.get()).hasSize(1);
    }
    assertThat(asked.get()).isLessThanOrEqualTo(2);
  }

  @Test
  void too_many_names_at_once_are_said_to_be_our_own_failure() {
    var hold = new CountDownLatch(1);
    var slow =
        new VettedAddress(
            List.of(),
            name -> {
              try {
                hold.await();
              } catch (InterruptedException e) {
                throw new UnknownHostException(name);
              }
              return new InetAddress[] {InetAddress.ofLiteral("8.8.8.8")};
            });
    try {
      for (int i = 0; i < Lookups.MOST_AT_ONCE; i++) {
        var name = "n" + i + ".test";
        assertThatThrownBy(() -> slow.resolve(name, Duration.ZERO))
            .isInstanceOf(VettedAddress.Slow.class);
      }
      assertThatThrownBy(() -> slow.resolve("one-more.test", Duration.ofSeconds(5)))
          .isInstanceOf(VettedAddress.Overloaded.class);
    } finally {
      hold.countDown();
    }
  }

  @Test
  void the_socket_itself_refuses_even_when_nobody_asked_before() throws Exception {
    try (var server = new MockWebServer()) {
      server.start();
      var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
      var guarded = new VettedAddress(List.of()).sockets();
      try (var socket = guarded.createSocket()) {
        assertThatThrownBy(() -> socket.connect(here)).isInstanceOf(VettedAddress.Refused.class);
      }
      assertThatThrownBy(() -> guarded.createSocket("localhost", server.getPort()))
          .isInstanceOf(VettedAddress.Refused.class);
      assertThatThrownBy(() -> guarded.createSocket(here.getAddress(), here.getPort()))
          .isInstanceOf(VettedAddress.Refused.class);

      var open = new VettedAddress(List.of(Network.of("127.0.0.0/8"), Network.of("::1"))).sockets();
      try (var socket = open.createSocket()) {
        socket.connect(InetSocketAddress.createUnresolved("localhost", server.getPort()));
        assertThat(socket.isConnected()).isTrue();
      }
    }
  }
}
