package dev.breakwater.paymentfallback.queue;

/** The two queues. Both are FIFO, grouped by order. */
public enum QueueName {
    PAYMENTS("payments.fifo"),
    /** Where SQS moves what was received too often. */
    DEAD("payments-dead.fifo");

    final String text;

    QueueName(String text) {
        this.text = text;
    }
}
