package dev.breakwater.paymentfallback;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class PaymentFallbackServiceApplication {

    public static void main(String[] args) {
        SpringApplication.run(PaymentFallbackServiceApplication.class, args);
    }
}
