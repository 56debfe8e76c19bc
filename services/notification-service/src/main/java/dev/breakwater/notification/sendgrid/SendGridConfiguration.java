package dev.breakwater.notification.sendgrid;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SendGridProperties.class)
class SendGridConfiguration {}
