package dev.rialto.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The process that is the shop. It says “ready” when it could serve and “open” when it does, hears
 * what to break and mend on its input, and ends when that input does: so no shop outlives the demo
 * that started it, however that ended.
 */
public final class ShopMain {
  private ShopMain() {}

  /** Takes the port and what is released: {@code 8090 payments=2.40.3 search=3.2.0 …}. */
  public static void main(String[] args) throws IOException {
    var shop = new Shop();
    Arrays.stream(args).skip(1).map(Shop.Release::of).forEach(shop::deploy);
    Thread.ofPlatform().daemon().name("orders").start(() -> obey(shop));
    var server = new ShopServer(shop, () -> System.out.println("sold"));
    ShopPages.shelf(shop, "nobody", "");
    System.out.println("ready");
    try {
      server.open(Integer.parseInt(args[0]));
    } catch (IOException e) {
      System.out.println("failed " + e.getMessage());
      Runtime.getRuntime().halt(1);
    }
    System.out.println("open");
  }

  private static void obey(Shop shop) {
    try (var orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var order = orders.readLine(); order != null; order = orders.readLine()) {
        var words = order.split(" ", 2);
        switch (words[0]) {
          case "break" -> shop.breaks(words[1]);
          case "mend" -> shop.mend(words[1]);
          default -> System.out.println("unheard " + order);
        }
      }
    } catch (IOException e) {
      System.out.println("deaf " + e.getMessage());
    }
    Runtime.getRuntime().halt(0);
  }
}
