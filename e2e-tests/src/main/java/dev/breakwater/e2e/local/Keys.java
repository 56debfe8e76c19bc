package dev.breakwater.e2e.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the services of one run prove themselves with: made for the run, in files that only its user reads.
 *
 * @param jwtPrivate location of the key that signs tokens, as a Spring resource
 * @param jwtPublic location of the key that checks them
 */
record Keys(
        String jwtPrivate,
        String jwtPublic,
        String internalToken,
        String stripeApiKey,
        String stripeWebhookSecret,
        String bankClientId,
        String bankClientSecret,
        String paymentDbPassword,
        String paymentEncryptionKey,
        String warehouseApiKey,
        String fedexClientId,
        String fedexClientSecret,
        String upsClientId,
        String upsClientSecret,
        String quoteKey,
        String sendgridApiKey,
        Pair sendgridEvents,
        String twilioAccountSid,
        String twilioAuthToken,
        String pagerDutyRoutingKey,
        String slackWebhookPath) {

    /** Base64 of both halves: PKCS #8 and X.509. */
    record Pair(String privateKey, String publicKey) {}

    private static final int RSA_BITS = 2048;
    private static final int EC_BITS = 256;
    private static final int TWILIO_SID_DIGITS = 32;
    private static final int PAGERDUTY_KEY_DIGITS = 32;
    private static final int SLACK_SECRET_DIGITS = 24;

    static Keys make(Path folder) throws IOException {
        KeyPair pair = pair("RSA", RSA_BITS);
        KeyPair events = pair("EC", EC_BITS);
        Path privateKey = pem(folder.resolve("jwt-private.pem"), "PRIVATE KEY", pair.getPrivate());
        Path publicKey = pem(folder.resolve("jwt-public.pem"), "PUBLIC KEY", pair.getPublic());
        return new Keys(
                privateKey.toUri().toString(),
                publicKey.toUri().toString(),
                random(),
                "sk_test_" + random(),
                "whsec_" + random(),
                "shop-" + random(),
                random(),
                random(),
                key(),
                random(),
                random(),
                random(),
                random(),
                random(),
                key(),
                "SG." + random(),
                new Pair(base64(events.getPrivate()), base64(events.getPublic())),
                "AC" + random().substring(0, TWILIO_SID_DIGITS),
                random(),
                random().substring(0, PAGERDUTY_KEY_DIGITS),
                "/services/TBREAKWATER/BALERTS01/" + random().substring(0, SLACK_SECRET_DIGITS));
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    private static String base64(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    private static Path pem(Path file, String kind, Key key) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(
                file,
                ("-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Base64 of 32 bytes. */
    private static String key() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "keys of a run";
    }
}
