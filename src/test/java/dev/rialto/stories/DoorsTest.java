package dev.rialto.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.platform.Access;
import io.javalin.http.HandlerType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every door says who may pass, and keeps to it. */
class DoorsTest {
  @Test
  void a_stranger_passes_no_door_that_does_not_say_anyone() {
    try (var house = new TestHouse()) {
      assertThat(house.house.doors.all()).isNotEmpty();
      for (var door : house.house.doors.all()) {
        // Behind a door whose address is a key, the key decides; its own stories try false ones.
        if (door.access() == Access.ANYONE || door.access() == Access.KEYED) {
          continue;
        }
        String path = door.path().replaceAll("[{<][^}>]+[}>]", "1");
        var answer =
            door.method().equals(HandlerType.GET)
                ? house.visitor().get(path)
                : house
                    .visitor()
                    .send(
                        door.method().name(),
                        path,
                        "application/json",
                        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.status()).as(door.toString()).isIn(303, 401);
      }
    }
  }

  @Test
  void a_write_from_a_foreign_page_is_refused() {
    try (var house = new TestHouse()) {
      var foreign =
          house
              .visitor()
              .with("Origin", "https://evil.example")
              .with("Sec-Fetch-Site", "cross-site");
      for (var door : house.house.doors.all()) {
        if (!door.method().equals(HandlerType.GET)
            && door.access() != Access.SIGNAL
            && door.access() != Access.KEYED) {
          String path = door.path().replaceAll("[{<][^}>]+[}>]", "1");
          assertThat(foreign.send(door.method().name(), path, null, null).status())
              .as(door.toString())
              .isEqualTo(403);
        }
      }
    }
  }

  @Test
  void headers_keep_strangers_scripts_out() {
    try (var house = new TestHouse()) {
      var answer = house.visitor().get("/-/healthy");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("script-src 'self'")
          .doesNotContain("unsafe");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(house.visitor().get("/nowhere").status()).isEqualTo(404);
      assertThat(house.visitor().get("/api/v1/nowhere").json().get("status").asInt())
          .isEqualTo(404);
      assertThat(house.visitor().get("/journal").header("Location"))
          .isEqualTo("/sign-in?next=%2Fjournal");
      assertThat(house.visitor().post("/journal", Map.of()).status()).isEqualTo(405);
    }
  }

  @Test
  void it_says_that_it_is_ready_and_shows_its_figures() {
    try (var house = new TestHouse()) {
      assertThat(house.visitor().get("/-/ready").status()).isEqualTo(200);
      assertThat(house.visitor().get("/metrics").body())
          .contains("rialto_database_connections_active");
    }
  }
}
