package dev.breakwater.simulators.sendgrid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What delivery events are signed with: ECDSA over P-256 with SHA-256. Thread-safe.
 *
 * @param publicKey for whoever verifies, base64 of its X.509 form; null if the private key came from outside
 */
public record EventKey(PrivateKey privateKey, @Nullable String publicKey) {

    /** A new pair. */
    public static EventKey random() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new EventKey(
                    pair.getPrivate(),
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    /**
     * A given key.
     *
     * @param base64 of its PKCS #8 form
     * @throws IllegalArgumentException if it is no such thing; the message does not repeat it
     */
    public static EventKey of(String base64) {
        try {
            byte[] encoded = Base64.getDecoder().decode(base64.strip());
            return new EventKey(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)), null);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("SENDGRID_WEBHOOK_PRIVATE_KEY must be base64 of a PKCS #8 EC key");
        }
    }

    /** Base64 of the signature over timestamp and body. */
    String sign(String timestamp, byte[] body) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(timestamp.getBytes(StandardCharsets.UTF_8));
            signature.update(body);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA256withECDSA", e);
        }
    }

    @Override
    public String toString() {
        return "EventKey[publicKey=" + publicKey + "]";
    }
}
