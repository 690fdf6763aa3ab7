"""The two menus that every measured application answers with: the words of the shipped line's first two turns."""

WELCOME = (
    "Thank you for calling Pandora customer care. What can I help you with? For jewelry care, press 1. "
    "For gift cards, press 2. For refunds, press 3. For help with an order, press 4. For general questions, press 5. "
    "For a person, press 0. To hear this again, press 9."
)
REFUNDS = (
    "Refunds. For our refund rules, press 1. For starting a refund, press 2. For sending the item back, press 3. "
    "For how long a refund takes, press 4. For other refund questions, press 5."
)
