package dev.breakwater.payment.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * AES-256-GCM with a random IV. The value names its key, and is bound to its column and row: copied into another row it does
 * not open. Thread-safe.
 */
@Component
@EnableConfigurationProperties(EncryptionProperties.class)
public class ColumnCipher {

    private static final String PREFIX = "enc:";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> keys;
    private final String current;

    ColumnCipher(EncryptionProperties properties) {
        keys = properties.parsed();
        current = keys.keySet().iterator().next();
    }

    /**
     * Encrypts with the first key, bound to this column and row.
     *
     * @param column table and column, such as {@code payments.payment_method}
     */
    public String seal(String column, UUID row, String plain) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        byte[] secret = run(Cipher.ENCRYPT_MODE, current, iv, column, row, plain.getBytes(StandardCharsets.UTF_8));
        byte[] both = new byte[IV_BYTES + secret.length];
        System.arraycopy(iv, 0, both, 0, IV_BYTES);
        System.arraycopy(secret, 0, both, IV_BYTES, secret.length);
        return sealedByCurrentKey() + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Opens what {@link #seal} made for this column and row; a value from before there was encryption is returned as it is.
     *
     * @throws IllegalStateException if it was changed, belongs elsewhere, or its key is not configured
     */
    public String open(String column, UUID row, String value) {
        if (!value.startsWith(PREFIX)) {
            return value;
        }
        String[] parts = value.split(":", 3);
        byte[] both = Base64.getDecoder().decode(parts[2]);
        byte[] iv = Arrays.copyOf(both, IV_BYTES);
        byte[] secret = Arrays.copyOfRange(both, IV_BYTES, both.length);
        return new String(run(Cipher.DECRYPT_MODE, parts[1], iv, column, row, secret), StandardCharsets.UTF_8);
    }

    /** What every value begins with that need not be encrypted again. */
    public String sealedByCurrentKey() {
        return PREFIX + current + ":";
    }

    /** The ids of all keys that are configured. */
    public Collection<String> keyIds() {
        return keys.keySet();
    }

    private byte[] run(int mode, String keyId, byte[] iv, String column, UUID row, byte[] input) {
        SecretKey key = keys.get(keyId);
        if (key == null) {
            throw new IllegalStateException(
                    "a value of " + column + " is encrypted by the key '" + keyId + "', which is not configured");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD((column + "/" + row).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("the value of " + column + " in row " + row + " does not open", refused);
        }
    }
}
