package dev.rialto.platform;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Shows page records through the precompiled JTE template of the same name beside them. */
public final class Pages {
  private final TemplateEngine engine;
  private volatile @Nullable Guide guide;

  public Pages() {
    engine = TemplateEngine.createPrecompiled(ContentType.Html);
    engine.setBinaryStaticContent(true);
  }

  /** From now on every page says this. */
  public void guide(Guide guide) {
    this.guide = guide;
  }

  /**
   * The template is named after the record: {@code AlertPage} is drawn by {@code AlertPage.jte}.
   */
  public void show(Context ctx, Record page) {
    ctx.contentType("text/html; charset=utf-8");
    ctx.result(draw(ctx, page));
  }

  /** The same as bytes, for a stream that sends fragments and for what is kept to be sent again. */
  public byte[] draw(Context ctx, Record page) {
    var output = new Utf8ByteOutput();
    Frame.CURRENT.set(Frame.of(ctx).with(guide));
    try {
      engine.render(page.getClass().getName().replace('.', '/') + ".jte", page, output);
    } finally {
      Frame.CURRENT.remove();
    }
    try (var body = new java.io.ByteArrayOutputStream(output.getContentLength())) {
      output.writeTo(body);
      return body.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
