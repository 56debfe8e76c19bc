package dev.breakwater.notification;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

final class Keys {

    private Keys() {}

    /** A location of some public key: the service wants one to start, and nobody here signs anything. So none is made that could. */
    static String publicKeyLocation() throws IOException {
        try {
            BigInteger modulus = BigInteger.ONE.shiftLeft(2047).setBit(0);
            byte[] key = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus, RSAKeyGenParameterSpec.F4))
                    .getEncoded();
            Path file = Files.createTempFile("jwt-public", ".pem");
            String body = Base64.getMimeEncoder().encodeToString(key);
            Files.writeString(file, "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n");
            return file.toUri().toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
