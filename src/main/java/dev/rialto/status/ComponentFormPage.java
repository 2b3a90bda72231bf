package dev.rialto.status;

import dev.rialto.platform.Wrong;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One component being published or renamed.
 *
 * @param component as it is now; null while it is new
 */
public record ComponentFormPage(
    Component draft,
    @Nullable Component component,
    List<StatusSql.Unpublished> capabilities,
    List<Wrong> wrongs,
    @Nullable String faster) {
  public String title() {
    return component == null ? "Publish what customers can do" : component.name();
  }

  public String action() {
    return component == null ? "/status/components" : "/status/components/" + component.id();
  }
}
