package dev.breakwater.notification.deliveries;

/** The way a message takes. */
public enum Route {
    SMS,
    MAIL
}
