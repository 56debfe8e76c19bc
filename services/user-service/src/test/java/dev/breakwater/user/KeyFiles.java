package dev.breakwater.user;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.util.Base64;
import java.util.Objects;
import org.springframework.security.converter.RsaKeyConverters;

/** A fresh key pair in two PEM files, as a deployment would mount them. */
record KeyFiles(String privateKeyLocation, String publicKeyLocation) {

    /** Those of all instances, of which each believes what another one signed. */
    static final KeyFiles OURS = create();

    static KeyFiles create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new KeyFiles(
                    write("PRIVATE KEY", pair.getPrivate().getEncoded()),
                    write("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The half that this service signs with. */
    RSAPrivateKey privateKey() throws IOException {
        try (InputStream pem = URI.create(privateKeyLocation).toURL().openStream()) {
            return Objects.requireNonNull(RsaKeyConverters.pkcs8().convert(pem));
        }
    }

    private static String write(String kind, byte[] key) throws IOException {
        Path file = Files.createTempFile("jwt", ".pem");
        String body = Base64.getMimeEncoder().encodeToString(key);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        return file.toUri().toString();
    }
}
