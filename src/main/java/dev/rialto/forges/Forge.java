package dev.rialto.forges;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rialto.pipelines.Heard;
import dev.rialto.platform.Json;
import java.io.IOException;
import java.time.Instant;

/** Who can be read. The same body with the same event at the same time always means the same. */
public enum Forge {
  GITHUB {
    @Override
    Heard read(String event, Look body, long source, Instant receivedAt) {
      return new GitHub(body, receivedAt).read(event);
    }
  },
  GITLAB {
    @Override
    Heard read(String event, Look body, long source, Instant receivedAt) {
      return new GitLab(body, receivedAt).read();
    }
  },
  PLAIN {
    @Override
    Heard read(String event, Look body, long source, Instant receivedAt) {
      return new Plain(source, receivedAt).read(body);
    }
  };

  abstract Heard read(String event, Look body, long source, Instant receivedAt);

  /**
   * What a body says.
   *
   * @param event what the sender called it beside the body
   * @param receivedAt the time of what carries none
   * @throws NotUnderstood with the place of the mistake
   */
  public Heard read(String event, byte[] body, long source, Instant receivedAt) {
    return read(event, Look.at(json(body)), source, receivedAt);
  }

  private static JsonNode json(byte[] body) {
    try {
      var node = Json.MAPPER.readTree(body);
      if (node == null || node.isMissingNode()) {
        throw new NotUnderstood("", "is empty. Send a JSON document.");
      }
      return node;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new NotUnderstood(
          "",
          "is no JSON"
              + (at == null
                  ? ""
                  : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
              + ": choose the content type application/json at the sender.");
    } catch (IOException e) {
      throw new NotUnderstood("", "is no JSON in UTF-8.");
    }
  }
}
