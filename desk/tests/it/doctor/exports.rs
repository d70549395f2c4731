//! The exports of a small account.

/// The exports of one account that lack nothing, by file.
pub(super) const WHOLE: [(&str, &str); 8] = [
    (
        "accounts.map.csv",
        "slug,account_name,salesforce_id,email_domain\nbirch-lane,Birch Lane,0018d00000Bl1Aa,birch-lane.example\n",
    ),
    (
        "salesforce/User.csv",
        "\"Id\",\"Name\",\"Email\",\"Title\",\"IsActive\"\n\
         \"0058d00000Tl1Aa\",\"Tova Lind\",\"tova.lind@vendor.example\",\"Customer Success Manager\",\"1\"\n\
         \"0058d00000Rs1Aa\",\"Rhea Sund\",\"rhea.sund@vendor.example\",\"Account Executive\",\"1\"\n",
    ),
    (
        "salesforce/Account.csv",
        "\"Id\",\"Name\",\"OwnerId\",\"Industry\",\"Website\",\"BillingCity\",\"IsDeleted\",\"CreatedDate\"\n\
         \"0018d00000Bl1Aa\",\"Birch Lane\",\"0058d00000Tl1Aa\",\"Joinery\",\"https://www.birch-lane.example\",\"Moss\",\"0\",\"2026-01-05T08:00:00.000Z\"\n",
    ),
    (
        "salesforce/Opportunity.csv",
        "\"Id\",\"AccountId\",\"Name\",\"StageName\",\"Amount\",\"CurrencyIsoCode\",\"CloseDate\",\"IsClosed\",\"IsWon\",\"OwnerId\",\"NextStep\",\"IsDeleted\",\"CreatedDate\"\n\
         \"0068d00000Bo1Aa\",\"0018d00000Bl1Aa\",\"Birch Lane - Order desk\",\"Closed Won\",\"18000\",\"EUR\",\"2026-03-02\",\"1\",\"1\",\"0058d00000Rs1Aa\",\"\",\"0\",\"2026-01-06T08:00:00.000Z\"\n",
    ),
    (
        "salesforce/Task.csv",
        "\"Id\",\"AccountId\",\"WhoId\",\"OwnerId\",\"Subject\",\"Description\",\"ActivityDate\",\"Status\",\"Type\",\"IsDeleted\",\"CreatedDate\"\n\
         \"00T8d00000Bt1Aa\",\"0018d00000Bl1Aa\",\"\",\"0058d00000Rs1Aa\",\"Call before signature\",\"They want to see every order on one screen.\",\"2026-02-20\",\"Completed\",\"Call\",\"0\",\"2026-02-20T10:00:00.000Z\"\n",
    ),
    (
        "salesforce/Case.csv",
        "\"Id\",\"AccountId\",\"ContactId\",\"CaseNumber\",\"Subject\",\"Description\",\"Status\",\"Priority\",\"CreatedDate\",\"IsDeleted\"\n\
         \"5008d00000Bc1Aa\",\"0018d00000Bl1Aa\",\"\",\"00003301\",\"Printer\",\"The labels come out too small.\",\"Closed\",\"Low\",\"2026-05-11T09:00:00.000Z\",\"0\"\n",
    ),
    (
        "contracts/birch-lane/order-form.md",
        "# Order form BL-1\n\nBetween Vendor Ltd (\"Supplier\") and Birch Lane (\"Customer\").\n\n\
         - Service: Order desk, 12 users\n- Annual fee: EUR 18,000\n- Term: 12 months from 1 April 2026\n\n\
         Signed for the Customer: Omar Lie, 2 March 2026\nSigned for the Supplier: Rhea Sund, 2 March 2026\n",
    ),
    (
        "usage/weekly.csv",
        "account,date,metric,value,unit\nbirch-lane,2026-05-04,orders_booked,120,\nbirch-lane,2026-06-01,orders_booked,150,\n",
    ),
];
