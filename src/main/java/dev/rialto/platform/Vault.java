package dev.rialto.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps secrets unreadable at rest: what a dump of the database shows is worth nothing without the
 * key file. Google Tink does the cryptography (AES-256-GCM); home-made ciphers and the bare JCA,
 * where a nonce is easily used twice, were refused.
 *
 * <p>Every secret is sealed for a context, such as {@code contact_method:17}: moved to another row
 * it does not open. All nodes share one key file. {@link #rotate()} puts a new key in front; what
 * was sealed before still opens, and running nodes notice the new file by themselves.
 */
public final class Vault {
  private static final int LARGEST_KEY_FILE = 1 << 20;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<PosixFilePermission> TOO_MUCH =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private static final byte[] TRIAL = "trial".getBytes(UTF_8);

  private static final Lock rotating = new ReentrantLock();

  private final Path keyFile;
  private volatile Keys keys;

  /** The keys as read from the file, and the text they were read from. */
  private record Keys(String text, Aead aead) {}

  private Vault(Path keyFile, Keys keys) {
    this.keyFile = keyFile;
    this.keys = keys;
  }

  /**
   * Opens the vault; on the first start of all the key file is made, readable by its owner only. A
   * key that cannot seal is told here rather than at the first secret.
   */
  public static Vault open(Path keyFile) {
    try {
      if (!Files.exists(keyFile)) {
        makeKeyFile(keyFile);
      }
      var vault = new Vault(keyFile, read(keyFile));
      vault.open(vault.seal(TRIAL, "trial"), "trial");
      return vault;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The secret key file %s cannot be read or made: %s".formatted(keyFile, e.getMessage()),
          e);
    }
  }

  /** Adds a key and makes it the one that seals. Older keys stay, so that older seals open. */
  public void rotate() {
    rotating.lock(); // a file lock is held by the whole process and cannot be taken twice in it
    try (var nodes = FileChannel.open(lockFile(), EnumSet.of(CREATE, WRITE), OWNER_ONLY)) {
      nodes.lock(); // until the file is closed
      // Read under the lock, so that two rotations at once both survive.
      var current = parse(read(keyFile).text());
      var builder = KeysetHandle.newBuilder(current).setConfiguration(AeadConfig2026.get());
      builder.addEntry(newKey());
      write(builder.build(), keyFile, true);
      keys = read(keyFile);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret key file could not be rotated", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The secret key file could not be rotated", e);
    } finally {
      rotating.unlock();
    }
  }

  /** Whether the next start would still find the key file. */
  public boolean fileIsThere() {
    return Files.isReadable(keyFile);
  }

  public byte[] seal(byte[] secret, String context) {
    refresh();
    try {
      return keys.aead().encrypt(secret, context.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The vault could not seal", e);
    }
  }

  public byte[] open(byte[] sealed, String context) {
    try {
      return keys.aead().decrypt(sealed, context.getBytes(UTF_8));
    } catch (GeneralSecurityException sealedByAnotherNodesNewerKey) {
      refresh();
    }
    try {
      return keys.aead().decrypt(sealed, context.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new CannotOpen(keyFile, e);
    }
  }

  public String seal(String secret, String context) {
    return Base64.getEncoder().encodeToString(seal(secret.getBytes(UTF_8), context));
  }

  public String open(String sealed, String context) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(sealed);
    } catch (IllegalArgumentException notWhatWeSealed) {
      throw new CannotOpen(keyFile, notWhatWeSealed);
    }
    return new String(open(bytes, context), UTF_8);
  }

  /**
   * The secret was sealed with a key this file does not have, for another place, or was altered.
   */
  public static final class CannotOpen extends IllegalStateException {
    CannotOpen(Path keyFile, Throwable cause) {
      super(
          "A stored secret does not open with %s. Was the key file replaced? Put the old one back,"
                  .formatted(keyFile)
              + " or type the secret again.",
          cause);
    }
  }

  /** Another node may have rotated; a rename gives the file new text, compared whole. */
  private void refresh() {
    try {
      var text = Files.readString(keyFile);
      if (!text.equals(keys.text())) {
        keys = read(keyFile);
      }
    } catch (IOException fileGoneForNow) {
      // The keys in memory stay good; the next start will tell about a file that is really gone.
    }
  }

  private static void makeKeyFile(Path keyFile) throws IOException {
    Files.createDirectories(keyFile.toAbsolutePath().getParent());
    try {
      var builder = KeysetHandle.newBuilder().setConfiguration(AeadConfig2026.get());
      write(builder.addEntry(newKey()).build(), keyFile, false);
    } catch (FileAlreadyExistsException anotherNodeWasFaster) {
      // Its key is everybody's key.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The secret key could not be made", e);
    }
  }

  private static KeysetHandle.Builder.Entry newKey() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId()
        .makePrimary();
  }

  /** Whole or not at all: written aside, forced to the disk, then put in place in one step. */
  private static void write(KeysetHandle keyset, Path keyFile, boolean replace)
      throws IOException, GeneralSecurityException {
    var text =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keyset, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
    var aside = Files.createTempFile(keyFile.toAbsolutePath().getParent(), ".key-", ".new");
    try {
      try (var channel = FileChannel.open(aside, WRITE)) {
        var bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      if (replace) {
        Files.move(aside, keyFile, StandardCopyOption.ATOMIC_MOVE);
      } else {
        // A link, unlike a move, refuses to take the place of a file that appeared meanwhile.
        Files.createLink(keyFile, aside);
      }
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private static Keys read(Path keyFile) throws IOException {
    if (!Files.isRegularFile(keyFile) || Files.size(keyFile) > LARGEST_KEY_FILE) {
      throw new IOException("it is not a key file made by Rialto");
    }
    refuseIfOthersMayRead(keyFile);
    var text = Files.readString(keyFile);
    try {
      return new Keys(text, parse(text).getPrimitive(AeadConfig2026.get(), Aead.class));
    } catch (GeneralSecurityException e) {
      throw new IOException("it is not a key file made by Rialto, or it is damaged", e);
    }
  }

  private static KeysetHandle parse(String text) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        text, AeadConfig2026.get(), InsecureSecretKeyAccess.get());
  }

  /** The group may read (mounted secrets come so), the rest of the machine may not. */
  private static void refuseIfOthersMayRead(Path keyFile) throws IOException {
    if (!Files.getFileStore(keyFile).supportsFileAttributeView("posix")) {
      return;
    }
    var granted = EnumSet.copyOf(Files.getPosixFilePermissions(keyFile));
    granted.retainAll(TOO_MUCH);
    if (!granted.isEmpty()) {
      throw new IOException("others may read or change it; run: chmod 600 " + keyFile);
    }
  }

  private Path lockFile() {
    return keyFile.resolveSibling(keyFile.getFileName() + ".lock");
  }
}
