package dev.rialto.signals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Whether a body was signed with a secret, as GitHub does: {@code sha256=} and an HMAC in hex. */
final class Signature {
  private static final String PREFIX = "sha256=";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static boolean fits(@Nullable String header, String secret, byte[] body) {
    if (header == null || !header.startsWith(PREFIX)) {
      return false;
    }
    try {
      var said = HexFormat.of().parseHex(header.substring(PREFIX.length()).strip());
      // In constant time: how much of a guess was right must not be measurable.
      return MessageDigest.isEqual(said, of(secret, body));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static byte[] of(String secret, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
