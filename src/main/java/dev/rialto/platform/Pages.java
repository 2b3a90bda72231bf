package dev.rialto.platform;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows page records through the precompiled JTE template of the same name beside them. */
public final class Pages {
  private final TemplateEngine engine;
  private volatile @Nullable Guide guide;
  private volatile Function<String, @Nullable Help> help = path -> null;

  public Pages() {
    engine = TemplateEngine.createPrecompiled(ContentType.Html);
    engine.setBinaryStaticContent(true);
  }

  /** From now on every page says this. */
  public void guide(Guide guide) {
    this.guide = guide;
  }

  /** From now on every page links to what tells of it, by its address. */
  public void help(Function<String, @Nullable Help> help) {
    this.help = help;
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
    Frame.CURRENT.set(Frame.of(ctx).with(guide, help.apply(ctx.path())));
    try {
      return draw(page);
    } finally {
      Frame.CURRENT.remove();
    }
  }

  /** The same for nobody in particular: what is kept for everybody, or written to a file. */
  public byte[] draw(Record page) {
    var output = new Utf8ByteOutput();
    engine.render(page.getClass().getName().replace('.', '/') + ".jte", page, output);
    try (var body = new java.io.ByteArrayOutputStream(output.getContentLength())) {
      output.writeTo(body);
      return body.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
