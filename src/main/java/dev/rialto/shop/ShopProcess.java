package dev.rialto.shop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the shop in a JVM of its own and replaces it by another version: the new one is started
 * beside the old one, and takes its port the moment the old one has left it.
 */
public final class ShopProcess implements AutoCloseable {
  static final long PATIENCE_S = 20;
  private static final Logger LOG = LoggerFactory.getLogger(ShopProcess.class);

  private final int port;
  private final Runnable changed;
  private final Set<String> broken = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sold = new AtomicInteger();
  private @Nullable Process running;
  private boolean closed;

  /** {@code changed} hears when it is open, has gone, or has sold something. */
  public ShopProcess(int port, Runnable changed) {
    this.port = port;
    this.changed = changed;
  }

  /** Where customers go. */
  public String address() {
    return address(port);
  }

  /** The same of any port. */
  public static String address(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Whether its process lives. */
  public synchronized boolean isRunning() {
    return running != null && running.isAlive();
  }

  /** Whether a part was broken by hand. */
  public boolean isBroken(String part) {
    return broken.contains(part);
  }

  /** How many orders people made since this demo was started. */
  public int sold() {
    return sold.get();
  }

  /** What runs from now on; what was broken by hand stays broken, as a disk that is gone would. */
  public synchronized void run(Collection<Shop.Release> releases) {
    if (closed) {
      throw new IllegalStateException("The demo is being stopped");
    }
    try {
      var said = new LinkedBlockingQueue<String>();
      var next = start(releases, said);
      await(next, said, "ready");
      stop();
      running = next;
      await(next, said, "open");
      for (var part : broken) {
        tell("break " + part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The shop could not be started", e);
    }
    changed.run();
  }

  /** Breaks a part of what runs. */
  public synchronized void breaks(String part) {
    broken.add(part);
    tell("break " + part);
  }

  /** Mends it again. */
  public synchronized void mend(String part) {
    broken.remove(part);
    tell("mend " + part);
  }

  private void tell(String order) {
    var shop = running;
    if (shop == null || !shop.isAlive()) {
      return;
    }
    try {
      shop.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
      shop.getOutputStream().flush();
    } catch (IOException e) {
      LOG.warn("The shop did not hear “{}”: {}", order, e.getMessage());
    }
  }

  private Process start(Collection<Shop.Release> releases, BlockingQueue<String> said)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classes()));
    command.add(ShopMain.class.getName());
    command.add(String.valueOf(port));
    releases.forEach(release -> command.add(release.toString()));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    Thread.ofVirtual().name("shop-says").start(() -> listen(process, said));
    return process;
  }

  /** The jar or folder we are in is enough: the shop uses nothing else. */
  private static String classes() {
    try {
      return Path.of(ShopMain.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void listen(Process process, BlockingQueue<String> said) {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("sold")) {
          sold.incrementAndGet();
          changed.run();
        } else {
          said.add(line);
        }
      }
    } catch (IOException e) {
      LOG.debug("The shop speaks no more", e);
    }
    said.add("gone");
    if (isCurrent(process)) {
      changed.run();
    }
  }

  private synchronized boolean isCurrent(Process process) {
    return process.equals(running) && !closed;
  }

  private static void await(Process process, BlockingQueue<String> said, String wanted)
      throws IOException {
    try {
      var line = said.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (!wanted.equals(line)) {
        process.destroyForcibly();
        throw new IOException("It said “" + line + "” where “" + wanted + "” was awaited");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException("Interrupted while the shop was starting", e);
    }
  }

  private void stop() {
    var shop = running;
    running = null;
    if (shop == null) {
      return;
    }
    shop.destroyForcibly();
    try {
      if (!shop.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        LOG.warn("The shop, process {}, does not end", shop.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stop();
  }
}
