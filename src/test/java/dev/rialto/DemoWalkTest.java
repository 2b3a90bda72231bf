package dev.rialto;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import dev.rialto.stories.Barriers;
import dev.rialto.stories.EveryView;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The demo as somebody meets it who has just cloned Rialto: a real process, a real shop, and the
 * story lived by what is written on the screen alone, to the last tick. Prints how long it took.
 */
class DemoWalkTest {
  private static final Duration PATIENCE = Duration.ofMinutes(6); // on a machine that is busy
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(10);
  private static final Pattern LINK =
      Pattern.compile("Come in, once: (http://localhost:\\d+)(/\\S+)");
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static Path ground = Path.of("");

  private final List<String> wrong = new ArrayList<>();
  private final List<Process> started = new ArrayList<>();
  private int presses;

  private record Run(Process process, Path said) {
    String output() throws IOException {
      return Files.readString(said);
    }
  }

  @BeforeAll
  static void a_place_the_server_can_reach() throws IOException {
    ground = Files.createTempDirectory(Path.of("/tmp"), "rialto-demo-test-").toRealPath();
    ground.toFile().setExecutable(true, false);
    ground.toFile().setReadable(true, false);
  }

  @AfterEach
  void end_what_was_started() throws InterruptedException {
    for (var process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @AfterAll
  static void sweep() throws IOException {
    try (var all = Files.walk(ground)) {
      all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    }
  }

  @Test
  void a_directory_that_no_demo_made_is_refused_untouched() throws Exception {
    var real = Files.createDirectories(ground.resolve("real"));
    var key = Files.writeString(real.resolve("secret.key"), "somebody’s");
    var run = demo(real, "--fresh");
    assertThat(run.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.process().exitValue()).isEqualTo(Rialto.FAILED);
    assertThat(run.output())
        .contains(real + " is not a demo’s directory", "secret.key", "--directory")
        .doesNotContain("Exception");
    assertThat(key).hasContent("somebody’s");
    try (var files = Files.list(real)) {
      assertThat(files).containsExactly(key);
    }
  }

  @Test
  @Tag("needs-chromium")
  void the_story_is_lived_to_its_last_tick_and_everything_ends_with_the_demo() throws Exception {
    if (!Files.isExecutable(CHROMIUM)) {
      Assumptions.abort("no Chromium");
    }
    var home = ground.resolve("demo");
    long begun = System.nanoTime();
    var run = demo(home, "--days", "2");
    var link = opened(run);
    double open = (System.nanoTime() - begun) / 1e9;
    begun = System.nanoTime();
    try (var playwright = Playwright.create();
        var browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic")))) {
      var page = browser.newPage();
      Barriers.prepare(page.context());
      page.setDefaultTimeout(90_000);
      page.navigate(link);
      look(page, "welcome");
      press(page, AriaRole.BUTTON, "Come in as ");
      walk(page);
      assertThat(wrong).isEmpty();

      // The link was for once, and a stranger without it stays outside.
      var stranger = browser.newPage();
      stranger.navigate(link);
      assertThat(stranger.locator("h1").innerText()).isEqualTo("This link has been used");
      stranger.navigate(link.replaceFirst("/demo/enter/.*", "/demo"));
      assertThat(stranger.url()).contains("/sign-in");
    }
    System.out.printf(
        "The demo was open after %.1f s (two days of past); its story took %.1f s and %d presses%n",
        open, (System.nanoTime() - begun) / 1e9, presses);

    var shops = shopsOf(run);
    assertThat(shops).hasSize(1);
    run.process().destroyForcibly().waitFor();
    shops.forEach(shop -> assertThat(shop.onExit()).succeedsWithin(STOPS_WITHIN));

    // The kept demo opens again, soon, and SIGTERM ends all of it.
    begun = System.nanoTime();
    var again = demo(home);
    opened(again);
    System.out.printf("The kept demo was open after %.1f s%n", (System.nanoTime() - begun) / 1e9);
    var second = demo(home);
    assertThat(second.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(second.output()).contains("A demo already runs in " + home);
    var shop = shopsOf(again);
    assertThat(shop).hasSize(1);
    again.process().destroy();
    assertThat(again.process().onExit()).succeedsWithin(STOPS_WITHIN);
    shop.forEach(each -> assertThat(each.onExit()).succeedsWithin(STOPS_WITHIN));
  }

  /** By the words of each step, in their order; where there is nothing to press, by waiting. */
  private void walk(Page page) {
    look(page, "first");
    press(page, AriaRole.BUTTON, "Deploy payments ");
    ticks(page, "The check fails");
    ticks(page, "You are paged");
    look(page, "paged");
    press(page, AriaRole.LINK, "Open the inbox");
    look(page, "inbox");
    press(page, AriaRole.LINK, "Acknowledge");
    look(page, "act");
    press(page, AriaRole.BUTTON, "Acknowledge");
    page.getByText("has it").first().waitFor();
    look(page, "has-it");
    press(page, AriaRole.LINK, "Customer can pay");
    look(page, "alert");
    press(page, AriaRole.BUTTON, "Declare");
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Customers cannot pay"))
        .first()
        .waitFor();
    page.getByText("suspected").first().waitFor();
    look(page, "incident");
    home(page);
    ticks(page, "You have it");
    ticks(page, "It is an incident");
    ticks(page, "Rialto names the suspect");
    look(page, "suspect");
    press(page, AriaRole.BUTTON, "Roll back to ");
    ticks(page, "Green again");
    look(page, "green");
    press(page, AriaRole.LINK, "Open the incident");
    press(page, AriaRole.BUTTON, "Resolve");
    page.getByText("until restored").first().waitFor();
    look(page, "resolved");
    home(page);
    ticks(page, "The work is on the board");
    page.getByText("That was the loop").waitFor();
    look(page, "last");
    var home = page.url();
    for (var place : List.of("demo", "run", "ship", "plan", "wall", "status")) {
      page.navigate(home.replaceFirst("(https?://[^/]+/).*", "$1") + place);
      look(page, place.replace('/', '-'));
    }
    page.navigate(home);
  }

  private void look(Page page, String name) {
    EveryView.of(page, "demo-" + name, wrong);
  }

  private void home(Page page) {
    press(page, AriaRole.LINK, "Rialto");
    page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("The story so far"))
        .or(page.getByText("That was the loop"))
        .first()
        .waitFor();
  }

  private static void ticks(Page page, String step) {
    page.locator("li")
        .filter(new Locator.FilterOptions().setHasText(step + " done"))
        .first()
        .waitFor();
  }

  private void press(Page page, AriaRole role, String words) {
    page.getByRole(role, new Page.GetByRoleOptions().setName(words)).first().click();
    presses++;
  }

  private static List<ProcessHandle> shopsOf(Run run) {
    return run.process()
        .descendants()
        .filter(each -> each.info().commandLine().orElse("").contains("dev.rialto.shop.ShopMain"))
        .toList();
  }

  private static String opened(Run run) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      var link = LINK.matcher(run.output());
      if (link.find()) {
        return link.group(1) + link.group(2);
      }
      if (run.process().waitFor(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    throw new AssertionError("The demo did not open: " + run.output());
  }

  private Run demo(Path directory, String... more) throws IOException {
    var said = Files.createTempFile(ground, "said", "");
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // as bin/rialto starts it
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(),
            "dev.rialto.Rialto",
            "demo",
            "--directory",
            directory.toString()));
    command.addAll(List.of(more));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("RIALTO_"));
    // What is meant for a real Rialto is not read; were it, this would refuse the start.
    builder.environment().put("RIALTO_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/real");
    var process = builder.start();
    started.add(process);
    return new Run(process, said);
  }

  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(it -> FileSystems.getDefault().getPath(it).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
