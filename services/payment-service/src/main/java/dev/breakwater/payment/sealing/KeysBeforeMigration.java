package dev.breakwater.payment.sealing;

import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A service without usable keys says so at once, and before it has changed anything. */
@Configuration(proxyBeanMethods = false)
class KeysBeforeMigration {

    /** Changes nothing; that it needs the cipher is the point. */
    @Bean
    FlywayConfigurationCustomizer keysFirst(ColumnCipher cipher) {
        return flyway -> {};
    }
}
