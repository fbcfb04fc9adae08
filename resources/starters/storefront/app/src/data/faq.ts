export const questions = [
  {
    question: "How does ordering work?",
    answer:
      "Order before eight in the morning and your box is ready from ten. Later orders are packed for the next day we are open. You pay at the counter.",
  },
  {
    question: "What if the boats cannot go out?",
    answer:
      "Then there is no fresh fish, and we say so. We call you by nine and offer something else, or you pay only for the rest of the box.",
  },
  {
    question: "Can you prepare the fish?",
    answer:
      "Yes, without charge: gutted, filleted, skinned or left as it is. Write it in the note when you order, or tell us at the counter.",
  },
  {
    question: "Do you deliver?",
    answer:
      "Not yet. The tram stops at the pier, there is parking for bicycles next to the ice house and for cars behind the chandlery.",
  },
];
