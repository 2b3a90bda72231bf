package dev.rialto.paging;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.rialto.platform.Lazy;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The link of a message: 256 bits that only this house can make, for one person and one page (or
 * one message of many pages). Nothing is stored, so a repeat of the message carries the same link.
 */
final class PageLinks {
  static final int KEY_BYTES = 32;
  private static final int MAC_BYTES = 32;
  private static final String HMAC = "HmacSHA256";

  /** What a link stands for; whether it is genuine can be told only once its person is known. */
  record Claimed(boolean bundle, long id, String token) {}

  private final Lazy<SecretKeySpec> key;
  private final String publicUrl;

  /** The key is asked for once, at the first link. */
  PageLinks(Supplier<byte[]> key, String publicUrl) {
    this.key = new Lazy<>(() -> new SecretKeySpec(key.get(), HMAC));
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  String link(boolean bundle, long id, long personId) {
    return publicUrl + "/a/" + token(bundle, id, personId);
  }

  String token(boolean bundle, long id, long personId) {
    var bytes =
        ByteBuffer.allocate(1 + Long.BYTES + MAC_BYTES)
            .put((byte) (bundle ? 1 : 0))
            .putLong(id)
            .put(mac(bundle, id, personId))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Optional<Claimed> parse(String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
    if (bytes.length != 1 + Long.BYTES + MAC_BYTES || bytes[0] < 0 || bytes[0] > 1) {
      return Optional.empty();
    }
    var id = ByteBuffer.wrap(bytes, 1, Long.BYTES).getLong();
    return Optional.of(new Claimed(bytes[0] == 1, id, token));
  }

  boolean genuine(Claimed claimed, long personId) {
    var ours = token(claimed.bundle(), claimed.id(), personId);
    return MessageDigest.isEqual(ours.getBytes(US_ASCII), claimed.token().getBytes(US_ASCII));
  }

  private byte[] mac(boolean bundle, long id, long personId) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(key.get());
      mac.update("rialto page link 1".getBytes(US_ASCII));
      mac.update((byte) (bundle ? 1 : 0));
      mac.update(ByteBuffer.allocate(2 * Long.BYTES).putLong(id).putLong(personId).array());
      return mac.doFinal();
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
