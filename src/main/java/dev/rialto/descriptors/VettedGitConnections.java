package dev.rialto.descriptors;

import dev.rialto.outbound.VettedAddress;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets JGit speak through the guarded way out: each of its requests, redirects included, is made by
 * the OkHttp client that looks at the address it connects to.
 */
final class VettedGitConnections implements HttpConnectionFactory {
  private final OkHttpClient client;
  private final GitLimits limits;

  VettedGitConnections(VettedAddress addresses, GitLimits limits) {
    this.client = addresses.client().build();
    this.limits = limits;
  }

  @Override
  public HttpConnection create(URL url) {
    return new Connection(url);
  }

  /** A proxy would connect where nobody can look. */
  @Override
  public HttpConnection create(URL url, Proxy proxy) {
    return new Connection(url);
  }

  private final class Connection implements HttpConnection {
    private final URL url;
    private final Request.Builder request;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "GET";
    private String contentType = "";
    private @Nullable Response response;

    Connection(URL url) {
      this.url = url;
      this.request = new Request.Builder().url(url.toString());
    }

    private Response answer() throws IOException {
      var known = response;
      if (known != null) return known;
      var sent =
          method.equals("POST")
              ? RequestBody.create(
                  body.toByteArray(), contentType.isEmpty() ? null : MediaType.parse(contentType))
              : null;
      var answered =
          client
              .newBuilder()
              .callTimeout(limits.left())
              .build()
              .newCall(request.method(method, sent).build())
              .execute();
      response = answered;
      return answered;
    }

    @Override
    public int getResponseCode() throws IOException {
      return answer().code();
    }

    @Override
    public URL getURL() {
      return url;
    }

    @Override
    public String getResponseMessage() throws IOException {
      return answer().message();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
      var known = response;
      return known == null ? Map.of() : known.headers().toMultimap();
    }

    @Override
    public void setRequestProperty(String key, String value) {
      if (key.equalsIgnoreCase("Content-Type")) contentType = value;
      // OkHttp unpacks what it asked for itself, and only that.
      if (!key.equalsIgnoreCase("Accept-Encoding")) request.header(key, value);
    }

    @Override
    public void setRequestMethod(String method) {
      this.method = method;
    }

    @Override
    public void setUseCaches(boolean use) {}

    @Override
    public void setConnectTimeout(int millis) {}

    @Override
    public void setReadTimeout(int millis) {}

    @Override
    public @Nullable String getContentType() {
      return getHeaderField("Content-Type");
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new Counted(answer().body().byteStream());
    }

    @Override
    public @Nullable String getHeaderField(String name) {
      var known = response;
      return known == null ? null : known.header(name);
    }

    @Override
    public List<String> getHeaderFields(String name) {
      var known = response;
      return known == null ? List.of() : known.headers(name);
    }

    @Override
    public int getContentLength() {
      var length = getHeaderField("Content-Length");
      return length != null && length.matches("\\d{1,9}") ? Integer.parseInt(length) : -1;
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {}

    @Override
    public void setDoOutput(boolean output) {
      if (output) method = "POST";
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {}

    @Override
    public OutputStream getOutputStream() {
      return body;
    }

    @Override
    public void setChunkedStreamingMode(int length) {}

    @Override
    public String getRequestMethod() {
      return method;
    }

    @Override
    public boolean usingProxy() {
      return false;
    }

    @Override
    public void connect() throws IOException {
      answer();
    }

    /** Certificates are looked at as everywhere; JGit's wish to look away is not granted. */
    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {}

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {}
  }

  private final class Counted extends FilterInputStream {
    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      if (one >= 0) tooMuch(1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int count = super.read(into, from, length);
      if (count > 0) tooMuch(count);
      return count;
    }

    private void tooMuch(int more) throws IOException {
      limits.count(more);
      var why = limits.why();
      if (why.isPresent()) throw new IOException(why.get());
    }
  }
}
